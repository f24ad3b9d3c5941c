# Each text that is counted, tr("…", nullptr, n), has its plural forms in the English translation, and each form there
# has a text.
#   cmake -D LUPDATE=… -D SOURCES=src -D TRANSLATION=interleave_en.ts -D COPY=build/copy.ts -P plurals.cmake
file(COPY_FILE ${TRANSLATION} ${COPY})
execute_process(
    COMMAND ${LUPDATE} -silent -pluralonly -locations none ${SOURCES} -ts ${COPY}
    RESULT_VARIABLE failed
    ERROR_VARIABLE said)
if(failed)
    message(FATAL_ERROR "lupdate failed: ${said}")
endif()
file(READ ${COPY} text)
string(REPLACE ";" "," text "${text}")
string(REGEX MATCHALL "<source>[^<]*</source>(\n *<comment>[^<]*</comment>)?\n *<translation type=\"[a-z]+\">" open "${text}")
string(REGEX MATCHALL "<numerusform></numerusform>" empty "${text}")
foreach(message IN LISTS open)
    string(REGEX REPLACE "<source>([^<]*)</source>.*type=\"([a-z]+)\">" "\\2: \\1" message "${message}")
    message("${message}")
endforeach()
if(open OR empty)
    message(FATAL_ERROR
        "Write both forms of an unfinished text into ${TRANSLATION}, and remove one that has vanished. "
        "`lupdate -pluralonly -no-obsolete -locations none src -ts ${TRANSLATION}` adds what is missing.")
endif()
string(REGEX MATCHALL "<message numerus" counted "${text}")
list(LENGTH counted count)
message("${count} counted texts have their plural forms.")
