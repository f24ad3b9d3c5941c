# Opens the demonstrator; if it cannot open a window, plays the built-in scenarios in the terminal.
execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE code)
if(code EQUAL 3)
    execute_process(COMMAND ${PROGRAM} play RESULT_VARIABLE code)
endif()
if(NOT code EQUAL 0)
    message(FATAL_ERROR "interleave ended with ${code}")
endif()
