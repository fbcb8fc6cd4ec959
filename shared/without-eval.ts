import { z } from 'zod';

// Import this first: Zod tries `new Function` when a schema is made, which the pages' security policies report as an attack.
z.config({ jitless: true });
