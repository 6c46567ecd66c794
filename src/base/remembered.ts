/** Answers kept per function, and the longest text that one is kept for: the longest label key. */
const MAX_REMEMBERED = 1000;
const MAX_LENGTH = 317;

/**
 * The same function, remembering its answers to the first texts that it was asked: for names that stand in every object
 * of a large file. Only for functions whose answer depends on the text alone and that nobody changes.
 */
export function remembered<T>(answerTo: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as T;
    const answer = answerTo(text);
    if (answers.size < MAX_REMEMBERED && text.length <= MAX_LENGTH) answers.set(text, answer);
    return answer;
  };
}
