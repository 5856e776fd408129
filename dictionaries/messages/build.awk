# Makes the message table: rows "code TAB severity TAB status TAB French TAB English" in, sorted; a C table out.
# A help text of an option has severity "help" and status "ok". Lines that begin with # are comments.
BEGIN {
    FS = "\t"
    print "/* Made from dictionaries/messages by build.awk. */"
    print "#include \"base/messages.h\"\n\nconst message_row message_rows[] = {"
    statuses["ok"] = "ARD_OK"; statuses["usage"] = "ARD_E_USAGE"; statuses["read"] = "ARD_E_READ"
    statuses["missing"] = "ARD_E_MISSING"; statuses["limit"] = "ARD_E_LIMIT"; statuses["write"] = "ARD_E_WRITE"
    statuses["internal"] = "ARD_E_INTERNAL"; statuses["cancelled"] = "ARD_E_CANCELLED"
    severities["error"] = "ARD_ERROR"; severities["loss"] = "ARD_LOSS"; severities["note"] = "ARD_NOTE"
    severities["help"] = "ARD_NOTE"
}
/^#/ || /^$/ { next }
NF != 5 || !($2 in severities) || !($3 in statuses) || ($2 == "error") != ($3 != "ok") || $1 == last {
    print "messages: bad row: " $0 > "/dev/stderr"
    failed = 1
    exit 1
}
{
    last = $1
    gsub(/\\/, "\\\\"); gsub(/"/, "\\\"")
    printf "    {\"%s\", %s, %s, \"%s\", \"%s\"},\n", $1, severities[$2], statuses[$3], $4, $5
    count++
}
END {
    if (failed) exit 1
    print "};\n\nconst size_t message_row_count = " count ";"
}
