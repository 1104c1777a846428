//! The list on the page: a row for each thing to do, which stays the same element for as long as it is shown.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTemplateElement};

use crate::dom::{find, target};
use crate::todos::{Filter, Todo, Todos};

pub struct View {
    list: Element,
    template: HtmlTemplateElement,
    rows: BTreeMap<u32, Row>,
}

/// The parts of a row that change.
struct Row {
    item: Element,
    toggle: HtmlInputElement,
    title: Element,
    edit: HtmlInputElement,
}

/// Which row an event happened in, if it happened to such a part of it.
pub fn row_of(event: &Event, part: &str) -> Result<Option<u32>, JsValue> {
    let target: Element = target(event)?;
    let row = match target.matches(part)? {
        true => target.closest("[data-id]")?,
        false => None,
    };
    Ok(row.and_then(|row| row.get_attribute("data-id")?.parse().ok()))
}

impl View {
    pub fn new() -> Result<Self, JsValue> {
        Ok(View {
            list: find("list")?,
            template: find("row")?,
            rows: BTreeMap::new(),
        })
    }

    /// Has the page show this; what is the same is left alone.
    pub fn show(&mut self, todos: &Todos, filter: Filter) -> Result<(), JsValue> {
        let mut old = std::mem::take(&mut self.rows);
        let mut next = self.list.first_element_child();
        for todo in todos.shown(filter) {
            let row = match old.remove(&todo.id) {
                Some(row) => row,
                None => Row::new(&self.template, todo.id)?,
            };
            row.show(todo)?;
            if next.as_ref() == Some(&row.item) {
                next = row.item.next_element_sibling();
            } else {
                self.list.insert_before(&row.item, next.as_deref())?;
            }
            self.rows.insert(todo.id, row);
        }
        for row in old.values() {
            row.item.remove();
        }
        self.show_counts(todos, filter)
    }

    fn show_counts(&self, todos: &Todos, filter: Filter) -> Result<(), JsValue> {
        let [all, active, completed] = Filter::ALL.map(|filter| todos.count(filter));
        let items = if active == 1 { "item" } else { "items" };
        find::<Element>("count")?.set_text_content(Some(&format!("{active} {items} left")));
        find::<HtmlInputElement>("toggle-all")?.set_checked(all > 0 && active == 0);
        find::<HtmlElement>("app")?
            .class_list()
            .toggle_with_force("empty", all == 0)?;
        find::<HtmlElement>("clear")?.set_hidden(completed == 0);
        for (id, other) in ["all", "active", "completed"].iter().zip(Filter::ALL) {
            let current = if other == filter { "page" } else { "false" };
            find::<Element>(id)?.set_attribute("aria-current", current)?;
        }
        Ok(())
    }

    /// Shows the field where a title is edited, and returns it.
    pub fn edit(&self, id: u32) -> Result<HtmlInputElement, JsValue> {
        let row = self.rows.get(&id).ok_or("this row is not shown")?;
        row.item.class_list().add_1("editing")?;
        row.edit
            .set_value(&row.title.text_content().unwrap_or_default());
        Ok(row.edit.clone())
    }

    /// The field that is shown, if one is.
    pub fn edited(&self) -> Result<Option<HtmlInputElement>, JsValue> {
        let field = self.list.query_selector(".editing .edit")?;
        Ok(field.map(JsCast::unchecked_into))
    }

    /// Hides it.
    pub fn end_edit(&self, id: u32) -> Result<(), JsValue> {
        match self.rows.get(&id) {
            Some(row) => row.item.class_list().remove_1("editing"),
            None => Ok(()),
        }
    }
}

impl Row {
    fn new(template: &HtmlTemplateElement, id: u32) -> Result<Self, JsValue> {
        let content = template
            .content()
            .first_element_child()
            .ok_or("the template is empty")?;
        let item: Element = content.clone_node_with_deep(true)?.unchecked_into();
        item.set_attribute("data-id", &id.to_string())?;
        Ok(Row {
            toggle: part(&item, ".toggle")?,
            title: part(&item, ".title")?,
            edit: part(&item, ".edit")?,
            item,
        })
    }

    fn show(&self, todo: &Todo) -> Result<(), JsValue> {
        self.item
            .class_list()
            .toggle_with_force("completed", todo.completed)?;
        self.toggle.set_checked(todo.completed);
        if self.title.text_content().as_deref() != Some(&todo.title) {
            self.title.set_text_content(Some(&todo.title));
        }
        Ok(())
    }
}

fn part<T: JsCast>(item: &Element, selector: &str) -> Result<T, JsValue> {
    let part = item.query_selector(selector)?;
    let part = part.and_then(|part| part.dyn_into().ok());
    part.ok_or_else(|| format!("a row has no {selector}").into())
}
