//! The list itself, which knows nothing of pages.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Todo {
    pub id: u32,
    pub title: String,
    pub completed: bool,
}

/// Things to do, in the order in which they were added.
#[derive(Debug, Default, PartialEq)]
pub struct Todos(Vec<Todo>);

/// Which of them are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    All,
    Active,
    Completed,
}

impl Filter {
    pub const ALL: [Filter; 3] = [Filter::All, Filter::Active, Filter::Completed];

    /// The part of an address that asks for it.
    pub fn hash(self) -> &'static str {
        match self {
            Filter::All => "#/",
            Filter::Active => "#/active",
            Filter::Completed => "#/completed",
        }
    }

    pub fn of_hash(hash: &str) -> Self {
        let named = Filter::ALL.into_iter().find(|filter| filter.hash() == hash);
        named.unwrap_or(Filter::All)
    }

    fn has(self, todo: &Todo) -> bool {
        match self {
            Filter::All => true,
            Filter::Active => !todo.completed,
            Filter::Completed => todo.completed,
        }
    }
}

impl Todos {
    /// From what `write` has written; anything else is an empty list.
    pub fn read(text: &str) -> Self {
        Todos(serde_json::from_str(text).unwrap_or_default())
    }

    pub fn write(&self) -> String {
        serde_json::to_string(&self.0).expect("a list of plain values can be written")
    }

    /// A title of nothing but spaces adds nothing.
    pub fn add(&mut self, title: &str) {
        let title = title.trim();
        if !title.is_empty() {
            let id = self
                .0
                .iter()
                .map(|todo| todo.id)
                .max()
                .map_or(0, |id| id + 1);
            let title = title.to_owned();
            self.0.push(Todo {
                id,
                title,
                completed: false,
            });
        }
    }

    pub fn toggle(&mut self, id: u32) {
        if let Some(todo) = self.get(id) {
            todo.completed = !todo.completed;
        }
    }

    pub fn complete_all(&mut self, completed: bool) {
        for todo in &mut self.0 {
            todo.completed = completed;
        }
    }

    /// A title of nothing but spaces removes it.
    pub fn rename(&mut self, id: u32, title: &str) {
        match title.trim() {
            "" => self.remove(id),
            title => {
                if let Some(todo) = self.get(id) {
                    todo.title = title.to_owned();
                }
            }
        }
    }

    pub fn remove(&mut self, id: u32) {
        self.0.retain(|todo| todo.id != id);
    }

    pub fn clear_completed(&mut self) {
        self.0.retain(|todo| !todo.completed);
    }

    pub fn title(&self, id: u32) -> String {
        let found = self.0.iter().find(|todo| todo.id == id);
        found.map(|todo| todo.title.clone()).unwrap_or_default()
    }

    pub fn shown(&self, filter: Filter) -> impl Iterator<Item = &Todo> {
        self.0.iter().filter(move |todo| filter.has(todo))
    }

    pub fn count(&self, filter: Filter) -> usize {
        self.shown(filter).count()
    }

    fn get(&mut self, id: u32) -> Option<&mut Todo> {
        self.0.iter_mut().find(|todo| todo.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(todos: &Todos, filter: Filter) -> Vec<&str> {
        todos
            .shown(filter)
            .map(|todo| todo.title.as_str())
            .collect()
    }

    #[test]
    fn a_list_is_worked_on() {
        let mut todos = Todos::default();
        for title in ["one", "  two ", " ", "three"] {
            todos.add(title);
        }
        todos.toggle(1);
        todos.toggle(99);
        assert_eq!(titles(&todos, Filter::All), ["one", "two", "three"]);
        assert_eq!(titles(&todos, Filter::Active), ["one", "three"]);
        assert_eq!(titles(&todos, Filter::Completed), ["two"]);
        todos.rename(0, " first ");
        todos.rename(2, "  ");
        assert_eq!(
            (titles(&todos, Filter::All), todos.title(0).as_str()),
            (vec!["first", "two"], "first")
        );
        todos.clear_completed();
        todos.complete_all(true);
        assert_eq!(
            (todos.count(Filter::Active), todos.count(Filter::Completed)),
            (0, 1)
        );
        todos.remove(0);
        assert_eq!(todos, Todos::default());
    }

    #[test]
    fn what_is_written_is_read_and_what_is_damaged_is_not() {
        let mut todos = Todos::default();
        todos.add("\"quoted\" <b>für</b> 🦀");
        todos.add("second");
        todos.toggle(1);
        assert_eq!(Todos::read(&todos.write()), todos);
        for text in ["", "[", "{}", "[1]", "null"] {
            assert_eq!(Todos::read(text), Todos::default());
        }
    }

    #[test]
    fn filters_are_named_by_addresses() {
        for filter in Filter::ALL {
            assert_eq!(Filter::of_hash(filter.hash()), filter);
        }
        assert_eq!(
            [Filter::of_hash(""), Filter::of_hash("#/else")],
            [Filter::All; 2]
        );
    }
}
