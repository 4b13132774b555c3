import { badRequest } from '../errors.ts';
import { isObject } from '../parameters.ts';
import type { Params, UploadedFile } from '../types.ts';

export type ReadBody = { params: Params; uploads: Map<string, UploadedFile> };

const noUploads = new Map<string, UploadedFile>();

/** Parameters of a call from its query and its JSON, urlencoded or multipart body. */
export function readBody(contentType: string, body: unknown, query: unknown): ReadBody {
  if (typeof body === 'string' && body !== '')
    return { params: withQuery(query, readJson(body)), uploads: noUploads };
  const fromQuery = isObject(query) ? query : {};
  if (!Buffer.isBuffer(body) || body.length === 0) return { params: { ...fromQuery }, uploads: noUploads };
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const form = Object.fromEntries(new URLSearchParams(body.toString()));
    return { params: { ...fromQuery, ...form }, uploads: noUploads };
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return { params: { ...fromQuery }, uploads: noUploads };
  const read = readMultipart(body, boundary);
  return { params: { ...fromQuery, ...read.params }, uploads: read.uploads };
}

/** The query is nearly always empty; then the body stands alone. */
function withQuery(query: unknown, params: Params): Params {
  if (!isObject(query)) return params;
  for (const name in query) params[name] ??= query[name];
  return params;
}

function readJson(body: string): Params {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (!isObject(parsed)) throw badRequest('object expected as JSON');
  return parsed;
}

/** A file in a field of its own becomes an attach:// reference, so that every file is found one way. */
function readMultipart(body: Buffer, boundary: string): ReadBody {
  const params: Params = {};
  const uploads = new Map<string, UploadedFile>();
  const delimiter = Buffer.from(`--${boundary}`);
  let from = body.indexOf(delimiter);
  while (from >= 0) {
    const begin = from + delimiter.length;
    const next = body.indexOf(delimiter, begin);
    if (next < 0) break;
    readPart(body.subarray(begin, next), params, uploads);
    from = next;
  }
  return { params, uploads };
}

function readPart(part: Buffer, params: Params, uploads: Map<string, UploadedFile>): void {
  const headEnd = part.indexOf('\r\n\r\n');
  if (headEnd < 0) return;
  const head = part.subarray(0, headEnd).toString();
  const content = part.subarray(headEnd + 4, part.length - 2);
  const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return;
  const file = /filename=(?:"([^"]*)"|([^;\r\n]+))/i.exec(head);
  if (!file) {
    params[name] = content.toString();
    return;
  }
  const contentType = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream';
  uploads.set(name, { fileName: file[1] ?? file[2] ?? name, contentType: contentType.trim(), content });
  if (!(name in params)) params[name] = `attach://${name}`;
}
