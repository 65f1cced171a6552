//! What the wasm may ask of the page, so that nothing new comes in unseen.

/// Functions, by why they are needed.
const ALLOWED: &[(&str, &[&str])] = &[
    (
        "Of wasm-bindgen itself: values of JavaScript held and told apart, and what it throws.",
        &[
            "__wbindgen_debug_string",
            "__wbindgen_is_falsy",
            "__wbindgen_is_function",
            "__wbindgen_is_undefined",
            "__wbindgen_jsval_eq",
            "__wbindgen_number_get",
            "__wbindgen_string_get",
            "__wbindgen_throw",
            "_wbg_cb_unref",
            "generic",
            "init_externref_table",
            "static_accessor_GLOBAL",
            "static_accessor_GLOBAL_THIS",
            "static_accessor_SELF",
            "static_accessor_WINDOW",
        ],
    ),
    (
        "Of which class an object is, before it is used as one.",
        &[
            "instanceof_ClipboardEvent",
            "instanceof_DragEvent",
            "instanceof_Element",
            "instanceof_Event",
            "instanceof_HtmlAnchorElement",
            "instanceof_HtmlElement",
            "instanceof_HtmlInputElement",
            "instanceof_HtmlMetaElement",
            "instanceof_KeyboardEvent",
            "instanceof_PerformanceEntry",
            "instanceof_ReadableStreamDefaultReader",
            "instanceof_ShadowRoot",
            "instanceof_Uint8Array",
            "instanceof_Window",
        ],
    ),
    (
        "Lists, objects, properties, functions, bytes and promises of JavaScript.",
        &[
            "apply",
            "call",
            "from",
            "get",
            "get_unchecked",
            "is",
            "length",
            "new",
            "new_from_slice",
            "of",
            "prototypesetcall",
            "push",
            "resolve",
            "set",
            "slice",
            "then",
            "value",
        ],
    ),
    (
        "Finding elements of the document, and looking at them.",
        &[
            "activeElement",
            "body",
            "bottom",
            "childNodes",
            "closest",
            "contains",
            "content",
            "document",
            "getAttribute",
            "getBoundingClientRect",
            "getComputedStyle",
            "getElementById",
            "getElementsByClassName",
            "getPropertyValue",
            "host",
            "innerHeight",
            "innerWidth",
            "item",
            "lastChild",
            "left",
            "matches",
            "namespaceURI",
            "nextSibling",
            "open",
            "parentElement",
            "parentNode",
            "querySelector",
            "querySelectorAll",
            "scrollY",
            "tagName",
            "textContent",
            "top",
            "width",
        ],
    ),
    (
        "Making and changing elements: texts, attributes, values, focus, scrolling, dialogs.",
        &[
            "cloneNode",
            "close",
            "createElement",
            "createElementNS",
            "createTextNode",
            "focus",
            "hidePopover",
            "insertBefore",
            "removeAttribute",
            "removeChild",
            "scrollIntoView",
            "scrollTo",
            "select",
            "setAttribute",
            "set_block",
            "set_checked",
            "set_defaultValue",
            "set_nodeValue",
            "set_scrollTop",
            "set_title",
            "set_value",
            "showModal",
            "showPopover",
        ],
    ),
    (
        "Yew can show HTML as it stands, and the page never asks it to; the policy would refuse.",
        &["set_innerHTML"],
    ),
    (
        "Events: listening to them and what they say.",
        &[
            "addEventListener",
            "altKey",
            "bubbles",
            "button",
            "cancelBubble",
            "clientX",
            "code",
            "composedPath",
            "ctrlKey",
            "defaultPrevented",
            "detail",
            "key",
            "metaKey",
            "pointerId",
            "preventDefault",
            "relatedTarget",
            "removeEventListener",
            "setPointerCapture",
            "set_capture",
            "set_once",
            "set_passive",
            "shiftKey",
            "stopPropagation",
            "target",
            "type",
        ],
    ),
    (
        "What Yew notes on events and elements, to find its own listeners again.",
        &[
            "cache_key",
            "listener_id",
            "set_cache_key",
            "set_listener_id",
            "set_subtree_id",
            "subtree_id",
        ],
    ),
    ("How wide an element is, whenever that changes.", &["disconnect", "observe"]),
    (
        "Days, clocks and timers.",
        &[
            "clearInterval",
            "clearTimeout",
            "format",
            "getDate",
            "getFullYear",
            "getHours",
            "getMinutes",
            "getMonth",
            "new_0",
            "now",
            "performance",
            "setInterval",
            "setTimeout",
        ],
    ),
    (
        "Taking turns with the browser, and waiting for a file only so long.",
        &[
            "port1",
            "port2",
            "postMessage",
            "queueMicrotask",
            "race",
            "requestAnimationFrame",
            "set_onmessage",
        ],
    ),
    (
        "Reading what is dropped, chosen or pasted.",
        &[
            "cancel",
            "clipboardData",
            "dataTransfer",
            "files",
            "getData",
            "getReader",
            "lastModified",
            "name",
            "read",
            "size",
            "stream",
        ],
    ),
    (
        "Copying, saving and printing what is asked for.",
        &[
            "click",
            "clipboard",
            "createObjectURL",
            "getSelection",
            "isCollapsed",
            "isSecureContext",
            "navigator",
            "new_with_u8_array_sequence_and_options",
            "print",
            "revokeObjectURL",
            "setData",
            "set_download",
            "set_href",
            "set_type",
            "writeText",
        ],
    ),
    (
        "Showing that nothing was asked of anybody, and the fingerprint of a file.",
        &["crypto", "digest", "getEntriesByType", "subtle"],
    ),
    ("What goes wrong, on the console.", &["error", "stack"]),
];

/// Those of these imports that are not allowed.
pub(super) fn strangers(imports: &[String]) -> Vec<&str> {
    let is_allowed = |name: &&str| ALLOWED.iter().any(|(_, names)| names.contains(name));
    let names = imports.iter().map(|import| without_hash(import));
    names.filter(|name| !is_allowed(name)).collect()
}

/// `open` of `__wbg_open_0123456789abcdef`.
fn without_hash(import: &str) -> &str {
    let name = import.strip_prefix("__wbg_").or(import.strip_prefix("__wbindgen_"));
    let name = name.unwrap_or(import);
    let is_hash =
        |end: &str| end.len() == 16 && end.bytes().all(|b| b.is_ascii_hexdigit());
    name.rsplit_once('_').filter(|(_, end)| is_hash(end)).map_or(name, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_found_by_its_name() {
        let imports = [
            "__wbg_addEventListener_0123456789abcdef",
            "__wbg_fetch_0123456789abcdef",
            "__wbg___wbindgen_throw_0123456789abcdef",
            "__wbg_set_cache_key_0123",
        ];
        let imports = imports.map(str::to_owned);
        assert_eq!(strangers(&imports), ["fetch", "set_cache_key_0123"]);
    }

    #[test]
    fn every_name_stands_once_and_has_a_reason() {
        let mut names: Vec<&str> =
            ALLOWED.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let n_names = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_names);
        assert!(ALLOWED.iter().all(|(reason, _)| reason.ends_with('.')));
    }
}
