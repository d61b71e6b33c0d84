/** One path of the build context. */
export interface ContextEntry {
  /** Relative to the context's root, `/` between parts, no leading `./`. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink';
  /** Bytes of a file's content; 0 for directories; a link's own length. */
  readonly size: number;
}

/** A build context as the host read it. Never a live file system: a picture of one moment. */
export interface ContextSnapshot {
  /** For display: the folder's name or path as the user knows it. */
  readonly root: string;
  /** Path of the Dockerfile relative to the root; undefined when it lies outside. */
  readonly dockerfile: string | undefined;
  /** All entries, .dockerignore not yet applied, sorted by path. */
  readonly entries: readonly ContextEntry[];
  /** The listing was cut (too many files): sums over it are lower bounds. */
  readonly truncated: boolean;
  /** The ignore file in force and its text; undefined where there is none. `<Dockerfile>.dockerignore` wins over the root's. */
  readonly ignore: { readonly path: string; readonly text: string } | undefined;
  /** Texts of the manifests that were read (package.json, go.mod, ...), by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the first bytes and the archive's directory say of files that an ADD may unpack, by path. */
  readonly archives: ReadonlyMap<string, ArchiveFacts>;
  /** Nothing names the folder as this Dockerfile's context: it is where most of what it copies is. The build may be given another. */
  readonly guessed?: boolean;
}

export interface ArchiveFacts {
  /** What ADD does with it: a tar, plain or compressed, is unpacked; all else is copied. */
  readonly unpacks: boolean;
  /** Sum of the members' bytes where they could be counted. */
  readonly unpackedSize: number | undefined;
}
