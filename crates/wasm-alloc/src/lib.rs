//! The heap that the size and speed sysroots put in place of dlmalloc.
