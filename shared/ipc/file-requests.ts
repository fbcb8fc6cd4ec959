import { z } from 'zod';
import { fileLimits } from '../file-transfer/file-limits';
import { folderPathSchema, relativePathSchema } from '../file-transfer/relative-path';
import { safeFileNameSchema } from '../file-transfer/transfer';
import { identifierSchema } from '../names';
import {
  customerFolderSchema,
  droppedSchema,
  grantedFolderSchema,
  localEntrySchema,
  queuedSchema,
  transfersViewSchema,
} from './file-view';

const sessionId = identifierSchema;
const id = identifierSchema;
const folderId = identifierSchema;
const transferId = identifierSchema;
const path = relativePathSchema;
const inFolder = { folderId, path: folderPathSchema };
const done = z.null();
const paths = z.array(path).min(1).max(fileLimits.pathsPerRequest);

/** The choices when a file of that name exists; `ask` shows the choice in the queue. */
export const onCollisionSchema = z.enum(['ask', 'replace', 'keep-both', 'skip']);

/** The requests about files; spread into `requests`. Every path is inside a granted folder or the customer's files. */
export const fileRequests = {
  'list-granted-folders': {
    arguments: z.object({}),
    result: z.object({ folders: z.array(grantedFolderSchema) }),
  },
  /** Asks for a folder with the system's dialog. */
  'grant-folder': {
    arguments: z.object({}),
    result: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('granted'), folder: grantedFolderSchema }),
      z.object({ kind: z.literal('cancelled') }),
    ]),
  },
  'forget-folder': { arguments: z.object({ folderId }), result: done },
  /** Lists a folder; the folder listed last is watched, and its changes are published as `local-folder-changed`. */
  'list-local-folder': {
    arguments: z.object(inFolder),
    result: z.object({ entries: z.array(localEntrySchema), isCut: z.boolean() }),
  },
  'create-local-folder': { arguments: z.object({ folderId, path }), result: done },
  'rename-local': { arguments: z.object({ folderId, path, name: safeFileNameSchema }), result: done },
  /** Moves entries to the system's trash. */
  'delete-local': { arguments: z.object({ folderId, paths }), result: done },
  /** Opens a file with the system's program for it; one that may do more than show or play is opened only if `confirmed`. */
  'open-local': {
    arguments: z.object({ folderId, path, confirmed: z.boolean() }),
    result: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('opened') }),
      /** `ending` as the system reads it, empty where there is none; `from` is the customer it was fetched from, null where that is not known. */
      z.object({ kind: z.literal('needs-confirmation'), ending: z.string(), from: z.string().nullable() }),
    ]),
  },
  'show-in-folder': { arguments: z.object({ folderId, path }), result: done },
  'list-customer-folder': {
    arguments: z.object({ sessionId, path: folderPathSchema }),
    result: customerFolderSchema,
  },
  'create-customer-folder': { arguments: z.object({ sessionId, id, path }), result: done },
  'rename-customer-file': {
    arguments: z.object({ sessionId, id, path, name: safeFileNameSchema }),
    result: done,
  },
  'delete-customer-files': { arguments: z.object({ sessionId, id, paths }), result: done },
  'get-transfers': { arguments: z.object({ sessionId }), result: transfersViewSchema },
  /** Queues files and whole folders for the phone; `folder` is where they go. */
  'queue-uploads': {
    arguments: z.object({
      sessionId,
      sources: z.array(z.object({ folderId, path })).min(1).max(fileLimits.pathsPerRequest),
      folder: folderPathSchema,
      onCollision: onCollisionSchema,
    }),
    result: queuedSchema,
  },
  /** Queues files and whole folders of the phone; `folder` inside `folderId` is where they go. */
  'queue-downloads': {
    arguments: z.object({
      sessionId,
      paths,
      folderId,
      folder: folderPathSchema,
      onCollision: onCollisionSchema,
    }),
    result: queuedSchema,
  },
  'pause-transfer': { arguments: z.object({ sessionId, transferId }), result: done },
  'resume-transfer': { arguments: z.object({ sessionId, transferId }), result: done },
  'cancel-transfer': { arguments: z.object({ sessionId, transferId }), result: done },
  'retry-transfer': { arguments: z.object({ sessionId, transferId }), result: done },
  /** Moves a file to `index` among all of the queue. */
  'move-transfer': {
    arguments: z.object({ sessionId, transferId, index: z.number().int().nonnegative() }),
    result: done,
  },
  /** Answers `colliding`; `forAll` applies to every file queued together with it. */
  'choose-collision': {
    arguments: z.object({
      sessionId,
      transferId,
      choice: z.enum(['replace', 'keep-both', 'skip']),
      forAll: z.boolean(),
    }),
    result: done,
  },
  /** Removes everything finished from the list. */
  'clear-ended-transfers': { arguments: z.object({ sessionId }), result: done },
} as const;

/** The channel used by the preload script alone: it names files that the person dropped. */
export const dropChannel = 'sightline:grant-dropped';

/** The preload script's message on it: absolute paths, which the page never sees. */
export const dropArgumentsSchema = z.object({
  paths: z.array(z.string().min(1).max(8192)).min(1).max(fileLimits.pathsPerRequest),
});

/** Main's answer on it, inside a `Reply`. */
export const dropResultSchema = z.object({ dropped: z.array(droppedSchema) });
