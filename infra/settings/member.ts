/** IAM members that name somebody. `allUsers` and `allAuthenticatedUsers` never fit. */
export const memberRule = {
  pattern: /^((user|group|serviceAccount|domain):[^\s:]+|principal(Set)?:\/\/\S+)$/,
  allowed: "IAM members such as group:platform@example.com or serviceAccount:ci@acme-dev.iam.gserviceaccount.com",
};
