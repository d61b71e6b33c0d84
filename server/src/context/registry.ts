import type { External } from '../base/external.ts';

/** A tag in the response of a registry. */
export interface RegistryTag {
  readonly name: string;
  /** Download size in bytes, if the registry provides it. */
  readonly compressed: number | undefined;
  /** The date of the last push, as an ISO date. */
  readonly date: string | undefined;
}

/** Tags of one image, newest first: by date if the registry provides it, otherwise by version. */
export interface RegistryTags {
  readonly tags: readonly RegistryTag[];
  /** Whether the list contains all tags that match the query. */
  readonly complete: boolean;
}

/** An image in the response of a registry. */
export interface RegistryImage {
  /** The name after the registry host: `team/app`. */
  readonly name: string;
  /** The owner's short description, if the registry provides it. */
  readonly description: string | undefined;
  /** Whether it is a Docker Official Image. */
  readonly official: boolean;
}

/** Images of one registry: on Docker Hub the most relevant first, otherwise by name. */
export interface RegistryImages {
  readonly images: readonly RegistryImage[];
  /** Whether the list contains all images that match the query. */
  readonly complete: boolean;
}

/** Registry data. Each result is what is known at the moment; a query without a result is started. Never waits. */
export interface RegistryLookup {
  /** The tags of an image (`docker.io`, `bitnami/redis`). If there are many, only those that contain `typed`. */
  tags(registry: string, repository: string, typed: string): External<RegistryTags>;
  /**
   * The images of a registry. If there are many, only those that match `typed`, the text after the registry host. No query is sent if the
   * text is too short.
   */
  images(registry: string, typed: string): External<RegistryImages>;
}
