import { z } from 'zod';
import { hashSchema } from '../blob';
import { fileLimits } from './file-limits';

/** A place in a file or its length, in bytes. */
export const bytesSchema = z.number().int().nonnegative().max(fileLimits.fileBytes);

/** Why a receiver does not take a file. */
export const transferRefusalSchema = z.enum([
  'declined',
  'not-allowed',
  'name-refused',
  'too-large',
  'no-space',
  'not-supported',
  'too-many',
  /** A file of that name is there, and the offer said to refuse then. */
  'name-taken',
]);
export type TransferRefusal = z.infer<typeof transferRefusalSchema>;

/** The refusals of a disk. */
export const diskFailureSchema = z.enum([
  'disk-full',
  'quota-exceeded',
  'permission-denied',
  'folder-gone',
  'disk-failed',
]);
export type DiskFailure = z.infer<typeof diskFailureSchema>;

export const transferFailureSchema = z.enum([
  ...diskFailureSchema.options,
  'source-gone',
  'source-unreadable',
  /** One chunk arrived damaged several times in a row. */
  'chunk-damaged',
  /** What is on the receiver's disk is not what the sender read; it is thrown away. */
  'digest-mismatch',
  'no-answer',
  'connection-lost',
  /** The other side sent what no state allows. */
  'protocol-broken',
]);
export type TransferFailure = z.infer<typeof transferFailureSchema>;

/** SHA-256 of the whole file, or null where this side has no means to compute it piece by piece. */
export const wholeDigestSchema = hashSchema.nullable();
export type WholeDigest = z.infer<typeof wholeDigestSchema>;
