import type { ImageChange } from '../../edit/overlay-edits.ts';
import { imageName } from '../../model/containers.ts';
import { UsageError } from '../../model/errors.ts';
import type { EnvWish, ReplicasWish } from '../../operations/overlay/overlay-objects.ts';

/** Reads `IMAGE:TAG`, `IMAGE@DIGEST`, or `IMAGE=OTHER[:TAG]` for another image. */
export function readImage(typed: string): ImageChange {
  const equals = typed.indexOf('=');
  const written = equals < 0 ? typed : typed.slice(equals + 1);
  const newName = imageName(written);
  const name = equals < 0 ? newName : typed.slice(0, equals);
  const [, newTag, digest] =
    /^(?::([\w][\w.-]{0,127}))?(?:@(sha\d+:[0-9a-f]{32,}))?$/.exec(written.slice(newName.length)) ?? [];
  const isRead = newTag !== undefined || digest !== undefined || written === newName;
  if (!isRead || !/^[a-z0-9][\w./:-]*$/i.test(newName) || imageName(name) !== name || name === '')
    throw new UsageError(
      `"${typed}" is not an image`,
      'Write IMAGE:TAG, IMAGE@sha256:DIGEST, or IMAGE=OTHER:TAG for another image.',
    );
  if (equals < 0 && written === newName)
    throw new UsageError(`--image ${typed} says no tag`, `Write it behind a colon: --image ${typed}:1.1.0`);
  return { name, newName: equals < 0 ? undefined : newName, newTag, digest };
}

/** Reads `3`, or `web=3`. */
export function readReplicas(typed: string): ReplicasWish {
  const equals = typed.lastIndexOf('=');
  const count = typed.slice(equals + 1);
  if (!/^\d{1,9}$/.test(count) || equals === 0)
    throw new UsageError(`--replicas takes a whole number, or NAME=NUMBER, not "${typed}"`);
  return { name: equals < 0 ? undefined : typed.slice(0, equals), count: Number(count) };
}

/** Reads `KEY=VALUE`; the value may be empty. */
export function readEnv(typed: string): EnvWish {
  const [, name, value] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(typed) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError(`--env takes KEY=VALUE, not "${typed}"`, 'A key begins with a letter: --env LOG_LEVEL=debug');
  return { name, value };
}

/** Reads the name of an overlay. */
export function readOverlayName(typed: string): string {
  if (typed === 'base')
    throw new UsageError('an overlay may not be named base', 'That is what a variant without overlays is called.');
  if (/^[A-Za-z0-9.-]+$/.test(typed) && !/^\.+$/.test(typed)) return typed;
  throw new UsageError(
    `the overlay name "${typed}" may hold only letters, digits, "." and "-"`,
    'Versions are good names: 1.1.0',
  );
}

/** Reads a priority: a whole number, as text. */
export function readPriority(typed: string): string {
  if (/^-?\d{1,9}$/.test(typed)) return String(Number(typed));
  throw new UsageError(`--priority takes a whole number, not "${typed}"`);
}
