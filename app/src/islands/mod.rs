//! What runs in the browser: one island a file, small. Each island's markup is complete in the server's
//! HTML and works without JavaScript; the island only adds to it.

pub mod iin_check;
