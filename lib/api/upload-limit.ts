/** The largest corrected file that is taken, in bytes. */
export const MOST_UPLOAD_BYTES = 1024 ** 3;
