/** Units that a place takes, without and with the leader among them; `led` is -1 where no leader fits. */
export interface Room {
  readonly alone: number;
  readonly led: number;
}

/** Of a place that takes nothing. */
export const NO_ROOM: Room = { alone: 0, led: -1 };

/** The room of two places together, as far as up to `limit` units go. */
export function joinRooms(a: Room, b: Room, limit: number): Room {
  const leadsA = a.led < 0 ? -1 : a.led + b.alone;
  const leadsB = b.led < 0 ? -1 : a.alone + b.led;
  return { alone: Math.min(a.alone + b.alone, limit), led: Math.min(Math.max(leadsA, leadsB), limit) };
}
