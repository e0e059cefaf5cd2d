/** How an object is encrypted at rest: stored and sent back; nothing is encrypted. */
export type Encryption =
  | { kind: 'AES256' }
  | { kind: 'aws:kms' | 'aws:kms:dsse'; keyId: string; bucketKey: boolean };
