/** One path of the build context. */
export interface ContextEntry {
  /** Relative to the context root, separated by `/`, without a leading `./`. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink';
  /** Bytes of a file's content; 0 for directories; the length of a symbolic link. */
  readonly size: number;
  /** For a symbolic link: its text. Undefined where the host cannot read links. */
  readonly linkTo?: string;
  /** A number that hard links to the same file share. Undefined for files with one name, and where the host does not know. */
  readonly inode?: number;
  /** For a folder: its contents were not listed, because the Dockerfile does not need them. They are unknown, not missing. */
  readonly isUnread?: true;
}

/** A build context as the host read it at one moment, without access to the file system. */
export interface ContextSnapshot {
  /** The folder's name or path, to show to the user. */
  readonly root: string;
  /** Path of the Dockerfile relative to the root; undefined when it lies outside. */
  readonly dockerfile: string | undefined;
  /** All entries, including those that .dockerignore excludes, sorted by path, but without the contents of unread folders. */
  readonly entries: readonly ContextEntry[];
  /** Whether the listing was truncated (too many files): sums are lower bounds. */
  readonly truncated: boolean;
  /**
   * The active ignore file and its text; undefined if there is none. `<Dockerfile>.dockerignore` takes precedence over the .dockerignore in
   * the root.
   */
  readonly ignore: { readonly path: string; readonly text: string } | undefined;
  /** Texts of the manifests that were read (package.json, go.mod, ...), by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the first bytes and the archive's directory tell about files that ADD may unpack, by path. */
  readonly archives: ReadonlyMap<string, ArchiveFacts>;
  /**
   * Whether the folder was guessed because it contains most files that the Dockerfile copies, without any configuration. The build may use
   * another.
   */
  readonly isGuessed?: boolean;
}

export interface ArchiveFacts {
  /** Whether ADD unpacks it: a tar archive, plain or compressed. Other files are copied. */
  readonly unpacks: boolean;
  /** The total size of the members, if they could be counted. */
  readonly unpackedSize: number | undefined;
}
