import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Flow } from '../domain/question-flow.ts';
import type { Answer } from '../domain/survey.ts';

/*
 * The answers of an anonymous response until they are mixed with others: one blob, AES-256-GCM, bound to its response. The
 * key comes from a secret that is not in the database, so that the database alone tells nothing. A blob is
 * version (1 byte), nonce (12), ciphertext, tag (16).
 */

/** Seals and opens what one response holds. */
export interface Seal {
  close(responseId: number, flow: Flow): Buffer;
  /** Undefined when it was sealed with another secret, or damaged. */
  open(responseId: number, sealed: Buffer): Flow | undefined;
}

const VERSION = 1;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
/** What seven answers and a long comment need; longer ones double it, so that a length tells next to nothing. */
const SMALLEST_BYTES = 4_096;

/** Makes the seal of a secret (the bot's token). `onUnreadable` hears of every blob that cannot be opened. */
export function createSeal(secret: string, onUnreadable: (responseId: number) => void): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, 'yardbell', 'sealed answers, version 1', KEY_BYTES));
  return {
    close: (responseId, flow) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bindingOf(responseId));
      const encrypted = Buffer.concat([cipher.update(padded(write(flow))), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, encrypted, cipher.getAuthTag()]);
    },
    open: (responseId, sealed) => {
      try {
        return read(unpadded(decrypt(key, responseId, sealed)));
      } catch {
        onUnreadable(responseId);
        return undefined;
      }
    },
  };
}

function decrypt(key: Buffer, responseId: number, sealed: Buffer): Buffer {
  if (sealed[0] !== VERSION) throw new RangeError('a blob of another version');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const encrypted = sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    .setAAD(bindingOf(responseId))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

function bindingOf(responseId: number): Buffer {
  return Buffer.from(`response ${responseId}`);
}

function write({ position, answers, easyOption }: Flow): Buffer {
  return Buffer.from(JSON.stringify([position, [...answers], easyOption]));
}

function read(text: Buffer): Flow {
  const [position, answers, easyOption] = JSON.parse(text.toString()) as [
    string,
    [string, Answer][],
    string | null | undefined,
  ];
  return { position, answers: new Map(answers), ...(easyOption && { easyOption }) };
}

function padded(text: Buffer): Buffer {
  let length = SMALLEST_BYTES;
  while (length < text.length + LENGTH_BYTES) length *= 2;
  const room = Buffer.alloc(length);
  room.writeUInt32BE(text.length);
  text.copy(room, LENGTH_BYTES);
  return room;
}

function unpadded(room: Buffer): Buffer {
  return room.subarray(LENGTH_BYTES, LENGTH_BYTES + room.readUInt32BE());
}
