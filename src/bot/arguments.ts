/** An id from a button; undefined for anything else that somebody may have sent back. */
export function readId(argument: string | undefined): number | undefined {
  return argument && /^\d{1,15}$/.test(argument) ? Number(argument) : undefined;
}
