/** Two places, or what is known of them, as one. */
export interface Joiner<Place> {
  /** A place that takes nothing. */
  readonly nothing: Place;
  readonly join: (a: Place, b: Place) => Place;
}

/**
 * Children as one place, in the order in which they are joined: equal ones stand together and are joined by doubling.
 *
 * @param children classes, equal ones side by side
 */
export function joinRuns<Place>(
  children: Int32Array,
  placeOf: (child: number) => Place,
  { nothing, join }: Joiner<Place>,
): Place {
  let place = nothing;
  for (let i = 0; i < children.length; ) {
    const child = children[i] as number;
    let end = i + 1;
    while (children[end] === child) end++;
    place = join(place, repeat(placeOf(child), end - i, { nothing, join }));
    i = end;
  }
  return place;
}

function repeat<Place>(place: Place, times: number, { nothing, join }: Joiner<Place>): Place {
  let result = nothing;
  let power = place;
  for (let rest = times; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) result = join(result, power);
    if (rest > 1) power = join(power, power);
  }
  return result;
}
