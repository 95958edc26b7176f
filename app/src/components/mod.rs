//! One accessible component a file. Components are plain functions of data to a view.
