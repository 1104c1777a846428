// An error and its causes, from their messages.
const error = (messages) =>
  messages.split("\0").reduceRight((cause, message) => new Error(message, cause && { cause }), undefined);
