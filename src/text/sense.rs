//! Breaking short texts by sense, for posters, cells and charts.
