// What the component imports: each function gives back what it was given.
export const bounceNested = (it) => it;
export const bounceList = (it) => it;
export const bounceShape = (it) => it;
export const bounceNumbers = (it) => it;
export const bounceOptions = (text, rights, bytes) => [text, rights, bytes];
export const bounceResult = (it) => {
  if (it.tag === "ok") return it.val;
  throw it.val;
};
export const bounceTexts = (it, tuple) => [it, tuple];
export const bounceLong = (it) => it;
