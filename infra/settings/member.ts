/** IAM members that name somebody. `allUsers`, `allAuthenticatedUsers` and `principalSet://goog/public:all` never fit. */
export const memberRule = {
  pattern: /^((user|group|serviceAccount|domain):[^\s:]+|principal(Set)?:\/\/(?!goog\/)\S+)$/,
  allowed: "IAM members such as group:platform@example.com or serviceAccount:ci@acme-dev.iam.gserviceaccount.com",
};
