import { readdirSync, readFileSync } from 'node:fs';
import { type Shape, type Shapes, shapesOf } from '../../src/edit/shape.ts';

const schemas = readdirSync('schemas').filter((name) => name.endsWith('.json'));

/** What the schemas of the kinds say. */
export const kindShapes: Shapes = shapesOf(
  schemas.map((name): unknown => JSON.parse(readFileSync(`schemas/${name}`, 'utf8'))),
);

export function shapeOf(kind: string): Shape {
  const shape = kindShapes(kind);
  if (!shape) throw new Error(`no schema of ${kind}`);
  return shape;
}
