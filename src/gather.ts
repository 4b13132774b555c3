export interface Gathering {
  /** The most items that go into one batch. */
  most: number;
  /** Batches under way at once; what is asked for meanwhile waits and makes up the next. */
  inFlight?: number;
  /** Whether a batch that failed like this is worth trying again item by item, so that one bad item harms only itself. */
  isWorthSplitting?: (error: unknown) => boolean;
}

/**
 * Makes one call out of many: everything asked for during one turn of the event loop, or while the batch before is under
 * way, is handed to `perform` together. It returns one result an item, in their order. Every caller gets the result or
 * the error of its own item.
 */
export function gather<Item, Result>(
  perform: (items: Item[]) => Promise<Result[]>,
  { most, inFlight = 1, isWorthSplitting = () => false }: Gathering,
): (item: Item) => Promise<Result> {
  const waiting: Call<Item, Result>[] = [];
  let underWay = 0;
  let isDue = false;

  function gatherMore(): void {
    if (isDue || waiting.length === 0 || underWay >= inFlight) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      void performSome();
      gatherMore();
    });
  }

  async function performSome(): Promise<void> {
    underWay += 1;
    await performCalls(waiting.splice(0, most));
    underWay -= 1;
    gatherMore();
  }

  async function performCalls(calls: Call<Item, Result>[]): Promise<void> {
    try {
      const results = await perform(calls.map(({ item }) => item));
      if (results.length !== calls.length) throw new Error('a batch must give one result an item');
      calls.forEach((call, index) => call.resolve(results[index] as Result));
    } catch (error) {
      if (calls.length === 1 || !isWorthSplitting(error)) calls.forEach((call) => call.reject(error));
      else for (const call of calls) await performCalls([call]);
    }
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      gatherMore();
    });
}

interface Call<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}
