/** Changed copies of lists, for browsers whose own `with` and `toSpliced` are still to come. */

export function replaced<Item>(list: readonly Item[], at: number, item: Item): readonly Item[] {
  return list.map((each, place) => (place === at ? item : each))
}

export function without<Item>(list: readonly Item[], at: number): readonly Item[] {
  return list.filter((_, place) => place !== at)
}

export function inserted<Item>(list: readonly Item[], at: number, item: Item): readonly Item[] {
  return [...list.slice(0, at), item, ...list.slice(at)]
}

/** The same list if there is nothing at one of the places. */
export function swapped<Item>(list: readonly Item[], at: number, to: number): readonly Item[] {
  const [one, other] = [list[at], list[to]]
  return one === undefined || other === undefined ? list : replaced(replaced(list, at, other), to, one)
}
