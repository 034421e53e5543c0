/** Many keys in one text, as people have them: lines, a table, a JSON array. */
@NullMarked
package io.keywheel.admin.keyfile;

import org.jspecify.annotations.NullMarked;
