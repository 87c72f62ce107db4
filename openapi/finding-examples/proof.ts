const untold =
  "a gateway document that differs from its description would be our own mistake, and is never written on purpose";

export const proofExamples = {
  document_too_large: { untold: "it takes some 15,000 operations" },
  proof_wider: { untold },
  proof_lost: { untold },
  proof_refused: { untold },
};
