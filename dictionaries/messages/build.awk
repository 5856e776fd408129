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
# What is wrong with a row, or "".
function fault() {
    if (NF != 5) return NF " columns, not 5: code, severity, status, French, English, with a tab between them"
    if ($1 == last) return "the code " $1 " stands twice"
    if (!($2 in severities)) return "the severity is error, loss, note or help, not " $2
    if (!($3 in statuses)) return "the status is ok, usage, read, missing, limit, write, internal or cancelled, not " $3
    if (($2 == "error") != ($3 != "ok")) return "the status of an error is what the call comes to, that of all others is ok"
    if ($4 == "" || $5 == "") return "a language has no text"
    return ""
}
fault() != "" {
    print "messages: " fault() ": " $0 > "/dev/stderr"
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
