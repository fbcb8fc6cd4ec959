/** How long what a test waits for may take, in milliseconds: a bound for a machine busy with something else, which no test is about. */
export const patienceMs = 120_000;

/** How long a whole test may take, in milliseconds; a bound of the same kind. */
export const testPatienceMs = 900_000;
