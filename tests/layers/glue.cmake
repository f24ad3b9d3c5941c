# No text is a piece of a sentence that begins or ends with a blank or begins with a comma or a semicolon.
#   cmake -D LUPDATE=… -D SOURCES=src -D COPY=build/all.ts -P glue.cmake
file(REMOVE ${COPY})
execute_process(
    COMMAND ${LUPDATE} -silent -locations absolute ${SOURCES} -ts ${COPY}
    RESULT_VARIABLE failed
    ERROR_VARIABLE said)
if(failed)
    message(FATAL_ERROR "lupdate failed: ${said}")
endif()
file(READ ${COPY} text)
string(REPLACE ";" "," text "${text}")
string(REGEX MATCHALL "<location [^\n]*\n *<source>([ ,][^<]*|[^<]* )</source>" pieces "${text}")
foreach(piece IN LISTS pieces)
    string(REGEX REPLACE "^.*filename=\"[^\"]*/([a-z]+/[a-z]+\\.[a-z]+)\" line=\"([0-9]+)\".*<source>(.*)</source>$" "\\1:\\2 “\\3”" piece "${piece}")
    message("${piece}")
endforeach()
if(pieces)
    message(FATAL_ERROR "These are pieces of sentences. Write each sentence whole, with placeholders, and a list by listed().")
endif()
