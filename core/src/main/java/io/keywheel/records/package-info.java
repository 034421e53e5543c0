/** What is made at runtime and must not be lost: versioned records, the one order of their versions, and who stands where. Pure: no I/O, no clock of its own. */
@NullMarked
package io.keywheel.records;

import org.jspecify.annotations.NullMarked;
