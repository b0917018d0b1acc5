import { readFileSync } from 'node:fs';
import { ByteBuffer } from 'flatbuffers';
import { expect, test } from 'vitest';
import { withMetadata } from '../../../../web/src/media/picture/worker/model-metadata.ts';

const SHIPPED = new Uint8Array(
  readFileSync(
    new URL('../../../../node_modules/@mediapipe/selfie_segmentation/selfie_segmentation.tflite', import.meta.url),
  ),
);

/** By the schema: a field's place in its table. */
const FIELDS = { version: 0, operators: 1, subgraphs: 2, buffers: 4, metadata: 6 } as const;

/** A model, by its parts. */
function opened(bytes: Uint8Array) {
  const buffer = new ByteBuffer(bytes);
  const root = buffer.readInt32(0);
  const place = (table: number, field: number) => {
    const offset = buffer.__offset(table, 4 + 2 * field);
    return offset === 0 ? null : table + offset;
  };
  const list = (table: number, field: number) => {
    const at = place(table, field);
    const vector = at === null ? null : buffer.__indirect(at);
    const count = vector === null ? 0 : buffer.readInt32(vector);
    return Array.from({ length: count }, (_, index) => buffer.__indirect((vector ?? 0) + 4 * (index + 1)));
  };
  const bytesOf = (table: number) => {
    const at = place(table, 0);
    const vector = at === null ? null : buffer.__indirect(at);
    return vector === null ? new Uint8Array() : bytes.subarray(vector + 4, vector + 4 + buffer.readInt32(vector));
  };
  return { buffer, root, place, list, bytesOf, identifier: String.fromCharCode(...bytes.subarray(4, 8)) };
}

test('the model says how pixels become its input, and all that it has learned is as it was shipped', () => {
  const before = opened(SHIPPED);
  const after = opened(withMetadata(SHIPPED));
  expect(after.identifier).toBe('TFL3');
  const buffersOf = ({ list, root, bytesOf }: ReturnType<typeof opened>) => list(root, FIELDS.buffers).map(bytesOf);
  const learned = buffersOf(before);
  const kept = buffersOf(after);
  expect(kept).toHaveLength(learned.length + 1);
  expect(
    kept.slice(0, -1).every((bytes, index) => Buffer.compare(bytes, learned[index] ?? new Uint8Array()) === 0),
  ).toBe(true);
  for (const field of [FIELDS.operators, FIELDS.subgraphs])
    expect(after.list(after.root, field)).toHaveLength(before.list(before.root, field).length);
  // Tensors are read where they lie.
  expect(kept.every(({ byteOffset, length }) => length < 16 || byteOffset % 16 === 0)).toBe(true);
  const [entry = 0] = after.list(after.root, FIELDS.metadata);
  expect(after.buffer.__string(after.place(entry, 0) ?? 0)).toBe('TFLITE_METADATA');
  expect(after.buffer.readInt32(after.place(entry, 1) ?? 0)).toBe(learned.length);
  const said = kept.at(-1) ?? new Uint8Array();
  expect(String.fromCharCode(...said.subarray(4, 8))).toBe('M001');
  // White becomes one.
  expect(Buffer.from(said).includes(Buffer.from(Float32Array.of(255).buffer))).toBe(true);
});

test('what is no model is refused', () => {
  expect(() => withMetadata(new Uint8Array(64))).toThrow(RangeError);
});
