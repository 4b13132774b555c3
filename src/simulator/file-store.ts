import { createHash } from 'node:crypto';
import { badRequest } from './errors.ts';
import type { FileFacts } from './types.ts';

export type StoredFile = {
  id: string;
  uniqueId: string;
  path: string;
  kind: string;
  name: string;
  contentType: string;
  content: Uint8Array;
};

const maxStoredBytes = 256 * 1024 * 1024;
const idLength = 46;
const maxDownloadBytes = 20 * 1024 * 1024;
const folders: Record<string, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  audio: 'music',
  video: 'videos',
  animation: 'animations',
  sticker: 'stickers',
  video_note: 'video_notes',
};

/** Files known to the simulated Telegram, in memory; the oldest go when 256 MiB are exceeded. */
export class FileStore {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  #bytes = 0;
  #count = 0;

  add(kind: string, name: string, contentType: string, content: Uint8Array): StoredFile {
    this.#count += 1;
    const digest = createHash('sha256').update(content).update(`${kind}:${this.#count}`).digest('base64url');
    const file: StoredFile = {
      id: `AgACAg${digest.slice(0, 40)}`,
      uniqueId: `AQAD${digest.slice(-12)}`,
      path: `${folders[kind] ?? 'documents'}/file_${this.#count}${extension(name)}`,
      kind,
      name,
      contentType,
      content,
    };
    this.#byId.set(file.id, file);
    this.#byPath.set(file.path, file);
    this.#bytes += content.byteLength;
    this.#trim();
    return file;
  }

  /** Smaller photo sizes carry the id of the photo and one more sign. */
  find(id: string): StoredFile | undefined {
    return this.#byId.get(id.slice(0, idLength));
  }

  findByPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }

  /** The answer of getFile. */
  describe(id: string): FileFacts & { file_path: string } {
    const file = this.find(id);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.content.byteLength > maxDownloadBytes) throw badRequest('file is too big');
    return { ...factsOf(file), file_path: file.path };
  }

  #trim(): void {
    for (const file of this.#byId.values()) {
      if (this.#bytes <= maxStoredBytes || this.#byId.size === 1) return;
      this.#byId.delete(file.id);
      this.#byPath.delete(file.path);
      this.#bytes -= file.content.byteLength;
    }
  }
}

export function factsOf(file: StoredFile): FileFacts {
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.content.byteLength };
}

function extension(name: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
}
