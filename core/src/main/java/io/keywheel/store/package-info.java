/** Where records, audit and usage survive: SQLite in the data directory, or PostgreSQL, behind the same SQL. The only package that knows JDBC. */
@NullMarked
package io.keywheel.store;

import org.jspecify.annotations.NullMarked;
