package io.keywheel.sim;

/** What one account counts: the uses of an organisation, or of a part of it as far as the fields are not empty. */
record AccountName(String organisation, String project, String key, String model) {}
