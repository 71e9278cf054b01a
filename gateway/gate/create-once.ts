/** Makes a thing for each key once, of what comes with the key the first time. */
export function createOnce<Key, Given, Made extends object>(
  make: (key: Key, given: Given) => Made,
): (key: Key, given: Given) => Made {
  const made = new Map<Key, Made>();
  return (key, given) => {
    const found = made.get(key) ?? make(key, given);
    made.set(key, found);
    return found;
  };
}
