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

/** Makes a thing for each object once, for as long as the object is there. */
export function createOnceOf<Key extends object, Made extends object>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, Made>();
  return (key) => {
    const found = made.get(key);
    if (found !== undefined) return found;
    const own = make(key);
    made.set(key, own);
    return own;
  };
}
