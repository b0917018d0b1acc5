import { Builder, ByteBuffer } from 'flatbuffers';

// By tflite/schema/schema.fbs and metadata_schema.fbs: a field is named by its place in its table.
const MODEL = {
  version: 0,
  operatorCodes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadata: 6,
  fields: 7,
} as const;
const WHOLE_TABLES = [MODEL.operatorCodes, MODEL.subgraphs, MODEL.description] as const;
/** Tensors lie at places that this divides. */
const ALIGNMENT = 16;
const OFFSET_BYTES = 4;
/** Of a list of fields, before the first. */
const VTABLE_HEAD_BYTES = 4;
const WHITE = 255;
const RGB = 1;
const NORMALIZATION = 1;
const IMAGE = 2;

/**
 * The model as the runtime takes it: `tflite` says how pixels become its input (0 to 255 become 0 to 1), which the model as
 * it is shipped leaves to its former runtime. What the model has learned is not touched. Errors: RangeError, when it is none.
 */
export function withMetadata(tflite: Uint8Array): Uint8Array<ArrayBuffer> {
  const old = new ByteBuffer(tflite);
  const root = old.readInt32(old.position());
  const field = (index: number) => {
    const offset = old.__offset(root, VTABLE_HEAD_BYTES + 2 * index);
    return offset === 0 ? null : root + offset;
  };
  const table = (index: number) => {
    const place = field(index);
    return place === null ? null : old.__indirect(place);
  };
  const buffers = table(MODEL.buffers);
  const version = field(MODEL.version);
  if (buffers === null || version === null) throw new RangeError('not a model');
  const count = old.readInt32(buffers);
  const former = Array.from({ length: count }, (_, at) => old.__indirect(buffers + OFFSET_BYTES * (at + 1)));

  // What is built later lies in front; the former model stays whole behind it, and is pointed into.
  const built = new Builder(tflite.length + 4_096);
  const start = addBytes(built, tflite).start;
  const metadata = addBytes(built, normalization()).vector;
  built.startObject(1);
  built.addFieldOffset(0, metadata, 0);
  const buffer = built.endObject();
  const allBuffers = offsets(built, [...former.map((place) => start - place), buffer]);
  const name = built.createString('TFLITE_METADATA');
  built.startObject(2);
  built.addFieldOffset(0, name, 0);
  built.addFieldInt32(1, count, 0);
  const entries = offsets(built, [built.endObject()]);
  built.startObject(MODEL.fields);
  built.addFieldInt32(MODEL.version, old.readInt32(version), 0);
  for (const index of WHOLE_TABLES) {
    const place = table(index);
    if (place !== null) built.addFieldOffset(index, start - place, 0);
  }
  built.addFieldOffset(MODEL.buffers, allBuffers, 0);
  built.addFieldOffset(MODEL.metadata, entries, 0);
  built.finish(built.endObject(), 'TFL3');
  return new Uint8Array(built.asUint8Array());
}

/** A ModelMetadata with one input, a picture whose pixels become their part of white, and one output. */
function normalization(): Uint8Array {
  const built = new Builder(256);
  const table = (fields: number, fill: () => void) => {
    built.startObject(fields);
    fill();
    return built.endObject();
  };
  const mean = floats(built, 0);
  const deviation = floats(built, WHITE);
  const options = table(2, () => {
    built.addFieldOffset(0, mean, 0);
    built.addFieldOffset(1, deviation, 0);
  });
  const unit = table(2, () => {
    built.addFieldInt8(0, NORMALIZATION, 0);
    built.addFieldOffset(1, options, 0);
  });
  const units = offsets(built, [unit]);
  const picture = table(2, () => built.addFieldInt8(0, RGB, 0));
  const content = table(3, () => {
    built.addFieldInt8(0, IMAGE, 0);
    built.addFieldOffset(1, picture, 0);
  });
  const input = table(7, () => {
    built.addFieldOffset(3, content, 0);
    built.addFieldOffset(4, units, 0);
  });
  const inputs = offsets(built, [input]);
  const outputs = offsets(built, [table(7, () => {})]);
  const subgraph = table(4, () => {
    built.addFieldOffset(2, inputs, 0);
    built.addFieldOffset(3, outputs, 0);
  });
  const subgraphs = offsets(built, [subgraph]);
  built.finish(
    table(4, () => built.addFieldOffset(3, subgraphs, 0)),
    'M001',
  );
  return built.asUint8Array();
}

/** `start`: where the bytes begin, counted from the end, as the builder counts. */
function addBytes(built: Builder, bytes: Uint8Array): { start: number; vector: number } {
  built.startVector(1, bytes.length, ALIGNMENT);
  for (let at = bytes.length - 1; at >= 0; at--) built.writeInt8(bytes[at] ?? 0);
  const start = built.offset();
  return { start, vector: built.endVector() };
}

function offsets(built: Builder, places: readonly number[]): number {
  built.startVector(OFFSET_BYTES, places.length, OFFSET_BYTES);
  for (const place of places.toReversed()) built.addOffset(place);
  return built.endVector();
}

function floats(built: Builder, value: number): number {
  built.startVector(4, 1, 4);
  built.addFloat32(value);
  return built.endVector();
}
