/** The version of the customer protocol (docs/protocol.md). Sent in `submit-session-key` and `resume-session`. */
export const wireVersion = 1;
