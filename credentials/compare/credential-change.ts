/** What can become of a consumer and its credentials. */
export type CredentialChangeCode =
  | "consumer_added"
  | "consumer_removed"
  | "consumer_renamed"
  | "consumer_retired"
  | "credential_added"
  | "credential_ended"
  | "credential_lost"
  | "credential_moved"
  | "credential_revived"
  | "key_restricted"
  | "key_unrestricted"
  | "lifetime_changed"
  | "state_changed"
  | "until_changed";

/** Something that changes for whoever holds a credential. */
export interface CredentialChange {
  readonly code: CredentialChangeCode;
  /** As it is called after the change, or before it when it is gone. */
  readonly consumer: string;
  /** Generation of its key, or kid of its tokens. */
  readonly id?: string;
  /** One sentence. */
  readonly what: string;
  /** What the credential is. */
  readonly kind?: "key" | "token";
  /** Where it stands in the configuration after the change, or before it when it is gone. */
  readonly setting: string;
  readonly side: "before" | "after";
  /** The configuration says by itself that this is meant; in words. */
  readonly declared?: string;
}
