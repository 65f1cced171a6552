//! The state as Yew keeps it.

use reprieve_desk::action::Action;
use reprieve_desk::state::State;
use std::rc::Rc;
use yew::Reducible;

/// What [`State::reduce`] makes of one action after the other, for `use_reducer`.
#[derive(Debug, PartialEq)]
pub(crate) struct Store(pub(crate) Rc<State>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Store>, action: Action) -> Rc<Store> {
        let next = self.0.clone().reduce(action);
        // The same store again: then nothing is rendered.
        if Rc::ptr_eq(&next, &self.0) { self } else { Rc::new(Store(next)) }
    }
}
