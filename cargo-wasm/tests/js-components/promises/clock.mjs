// What the component waits for. `calls` counts those that are under way.
export let calls = 0;
export const after = async (text, turns) => {
  calls++;
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setTimeout(resolve, 2));
  calls--;
  return `${text}!`;
};
export const ask = (question) => {
  if (question === "broken") throw new RangeError("the clock is broken");
  if (question === "never") return Promise.reject("nobody knows");
  // Not every answer is a promise.
  return question === "none" ? 0 : question.length;
};
export const many = async (...all) => all.map(String);
