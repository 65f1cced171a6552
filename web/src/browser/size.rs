//! How wide an element is, and where in it a pointer is.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, PointerEvent, ResizeObserver};
use yew::NodeRef;

/// Watches an element until this is dropped.
pub(crate) struct WidthWatch {
    observer: ResizeObserver,
    _on_resize: Closure<dyn FnMut()>,
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Tells the width of an element in whole pixels, now and whenever it changes.
pub(crate) fn watch_width(
    element: &NodeRef,
    on_width: impl Fn(u32) + 'static,
) -> Option<WidthWatch> {
    let element = element.cast::<Element>()?;
    let measured = element.clone();
    // A browser calls it for the first time when the watch begins.
    let on_resize = Closure::<dyn FnMut()>::new(move || {
        on_width(measured.get_bounding_client_rect().width() as u32);
    });
    let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(WidthWatch { observer, _on_resize: on_resize })
}

/// How far a pointer is from the left edge of an element, in pixels.
pub(crate) fn pointer_in(event: &PointerEvent, element: &NodeRef) -> Option<f64> {
    let left = element.cast::<Element>()?.get_bounding_client_rect().left();
    Some(f64::from(event.client_x()) - left)
}

/// Lets an element hear of a pointer until it is lifted, wherever it goes.
pub(crate) fn capture_pointer(event: &PointerEvent, element: &NodeRef) {
    if let Some(element) = element.cast::<Element>() {
        // A pointer that is gone already needs none.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
