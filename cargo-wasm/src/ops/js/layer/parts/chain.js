// The messages of an error and its causes.
const chain = (e) => {
  const messages = [];
  for (; e !== undefined && e !== null && messages.length < 16; e = e.cause) messages.push(`${e.message ?? e}`.replaceAll("\0", "\ufffd"));
  return messages.join("\0") || "undefined";
};
