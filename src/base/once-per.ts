/** The same function, asked once for each object (or function): for what follows from a schema alone. */
export function oncePer<K extends object, V>(answerTo: (key: K) => V): (key: K) => V {
  const answers = new WeakMap<K, V>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = answerTo(key);
    answers.set(key, answer);
    return answer;
  };
}
