/** A tag as a registry lists it. */
export interface RegistryTag {
  readonly name: string;
  /** Bytes to download, where the registry says so. */
  readonly compressed: number | undefined;
  /** When it was pushed last, as an ISO date. */
  readonly date: string | undefined;
}

/** Tags of one image, the newest first: by date where the registry knows it, else by what they say. */
export interface RegistryTags {
  readonly tags: readonly RegistryTag[];
  /** There are no others that begin with what was asked for. */
  readonly complete: boolean;
}
