//! Files and texts that a person hands over, read piece by piece.

use super::time::{later, local_date};
use chrono::NaiveDate;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlInputElement, ReadableStreamDefaultReader};
use yew::Event;

/// Something to read.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    name: String,
    modified: Option<NaiveDate>,
    body: Body,
    /// The same as plain text, if it came as HTML.
    plain: Option<String>,
}

#[derive(Clone, Debug)]
enum Body {
    File(File),
    Text(String),
}

/// The pieces of an [`Incoming`].
pub(crate) enum Pieces {
    Stream {
        reader: ReadableStreamDefaultReader,
        /// The next piece, once it was asked for.
        coming: Option<Promise>,
    },
    Text(Option<String>),
}

impl Incoming {
    /// A text with a name, as of a day.
    pub(crate) fn text(name: String, text: String, modified: NaiveDate) -> Incoming {
        Incoming { name, modified: Some(modified), body: Body::Text(text), plain: None }
    }

    /// The same with its plain text.
    pub(super) fn or_plain(self, plain: String) -> Incoming {
        Incoming { plain: Some(plain).filter(|plain| !plain.trim().is_empty()), ..self }
    }

    /// What it is as plain text, if it came as HTML.
    pub(crate) fn plain(&self) -> Option<Incoming> {
        let text = self.plain.clone()?;
        Some(Incoming { body: Body::Text(text), plain: None, ..self.clone() })
    }

    /// What was pasted or made here, as text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.body {
            Body::File(_) => None,
            Body::Text(text) => Some(text),
        }
    }

    pub(super) fn file(file: File) -> Incoming {
        Incoming {
            name: file.name(),
            modified: local_date(file.last_modified()),
            body: Body::File(file),
            plain: None,
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The local date of its last change.
    pub(crate) fn modified(&self) -> Option<NaiveDate> {
        self.modified
    }

    /// The instant of a file's last change, in milliseconds since 1970.
    pub(crate) fn changed_at(&self) -> Option<f64> {
        match &self.body {
            Body::File(file) => Some(file.last_modified()),
            Body::Text(_) => None,
        }
    }

    pub(crate) fn n_bytes(&self) -> u64 {
        match &self.body {
            Body::File(file) => file.size() as u64,
            Body::Text(text) => text.len() as u64,
        }
    }

    pub(crate) fn pieces(&self) -> Result<Pieces, String> {
        match &self.body {
            Body::File(file) => {
                let reader = file.stream().get_reader();
                let reader = reader.dyn_into().map_err(|error| reason(&error))?;
                Ok(Pieces::Stream { reader, coming: None })
            }
            Body::Text(text) => Ok(Pieces::Text(Some(text.clone()))),
        }
    }
}

impl Pieces {
    /// Waits for the next piece, but only so long; whether it is there.
    pub(crate) async fn are_there_within(&mut self, milliseconds: u32) -> bool {
        let Pieces::Stream { reader, coming } = self else { return true };
        let coming: &Promise = coming.get_or_insert_with(|| reader.read());
        let mut waiting = None;
        let over = Promise::new(&mut |resolve, _| {
            waiting = Some(later(milliseconds, move || {
                // A promise that is resolved already stays as it is.
                let _ = resolve.call1(&JsValue::NULL, &JsValue::FALSE);
            }));
        });
        let first = JsFuture::from(Promise::race(&Array::of2(coming, &over))).await;
        drop(waiting);
        // Whatever went wrong is told by who takes the piece.
        first != Ok(JsValue::FALSE)
    }

    /// The next piece; `None` at the end. An error is the browser's own words.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<u8>>, String> {
        let next = match self {
            Pieces::Text(text) => return Ok(text.take().map(String::into_bytes)),
            Pieces::Stream { reader, coming } => {
                coming.take().unwrap_or_else(|| reader.read())
            }
        };
        let result = JsFuture::from(next).await.map_err(|error| reason(&error))?;
        let value = Reflect::get(&result, &JsValue::from_str("value"))
            .map_err(|error| reason(&error))?;
        Ok(value.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    /// Tells the browser that no more is wanted.
    pub(crate) fn cancel(&self) {
        if let Pieces::Stream { reader, .. } = self {
            let stopped = JsFuture::from(reader.cancel());
            yew::platform::spawn_local(async move {
                // Whether the browser could stop early changes nothing for us; of a file that
                // is lost it says so once more, and what nobody hears counts as a fault.
                let _ = stopped.await;
            });
        }
    }
}

/// The files that were chosen in a file input, which is emptied so that the same file can
/// be chosen again.
pub(crate) fn chosen_files(event: &Event) -> Vec<Incoming> {
    let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
    else {
        return Vec::new();
    };
    let files = listed(input.files());
    input.set_value("");
    files
}

pub(super) fn listed(files: Option<FileList>) -> Vec<Incoming> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|index| files.get(index)).map(Incoming::file).collect()
}

fn reason(error: &JsValue) -> String {
    Reflect::get(error, &JsValue::from_str("message"))
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "the browser does not say why".to_owned())
}
