/** Files that wait to be sent survive a reload in the browser's own database. */
const NAME = "zhiyin-outbox";
const STORE = "files";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = act(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

export const putBlob = (key: string, blob: Blob): Promise<unknown> =>
  run("readwrite", (store) => store.put(blob, key));

export const getBlob = (key: string): Promise<Blob | undefined> =>
  run("readonly", (store) => store.get(key) as IDBRequest<Blob | undefined>);

export const deleteBlob = (key: string): Promise<unknown> =>
  run("readwrite", (store) => store.delete(key));
